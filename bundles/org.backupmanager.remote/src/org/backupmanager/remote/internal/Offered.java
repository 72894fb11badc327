package org.backupmanager.remote.internal;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/** The objects of this end that the other end may call, by number: kept as long as the other end uses them. */
final class Offered {

    /** More than any use needs; a peer that asks for more is at fault. */
    private static final int MOST = 100_000;

    private final Map<Long, Thing> byNumber = new HashMap<>();
    private final Map<Object, Map<Contract, Long>> numbers = new IdentityHashMap<>();
    private long last;

    /**
     * An object and as what it was offered; only methods of that type can be called.
     *
     * @param times it was sent and not forgotten
     */
    record Thing(Object object, Contract contract, int times) {

        private Thing sent(int more) {
            return new Thing(object, contract, times + more);
        }
    }

    /** The number of an object that is being sent. */
    synchronized long send(Object object, Contract contract) {
        long number = numbers.computeIfAbsent(object, o -> new HashMap<>()).computeIfAbsent(contract, c -> ++last);
        Thing before = byNumber.getOrDefault(number, new Thing(object, contract, 0));
        byNumber.put(number, before.sent(1));
        if (byNumber.size() > MOST) {
            throw new IllegalStateException("too many objects are in use at the other end");
        }
        return number;
    }

    synchronized Optional<Thing> find(long number) {
        return Optional.ofNullable(byNumber.get(number));
    }

    /** The other end uses an object no more. */
    synchronized void forget(Forgotten forgotten) {
        Thing left = byNumber.computeIfPresent(forgotten.number(), (number, thing) -> thing.sent(-forgotten.times()));
        if (left != null && left.times() <= 0) {
            byNumber.remove(forgotten.number());
            numbers.computeIfPresent(left.object(), (object, as) -> {
                as.remove(left.contract());
                return as.isEmpty() ? null : as;
            });
        }
    }

    synchronized int size() {
        return byNumber.size();
    }
}
