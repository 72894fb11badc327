package org.backupmanager.remote.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.backupmanager.session.Device;
import org.backupmanager.session.Session;
import org.backupmanager.session.Sessions;
import org.backupmanager.testkit.Await;
import org.junit.jupiter.api.Test;

/** What the other end uses is kept, and nothing else. */
class ForgettingTest {

    private final List<Forgotten> forgotten = new CopyOnWriteArrayList<>();
    private final Distant distant = new Distant((number, method, arguments) -> "", forgotten::add);
    private final Offered offered = new Offered();
    private final SmallDevice device = new SmallDevice();

    private Object come(long number) {
        return distant.object(number, Contract.of(Session.class), Map::of);
    }

    @Test
    void whatNobodyUsesAnyMoreIsToldOnceWithHowOftenItCame() {
        come(7);
        come(8);
        Await.until("both are forgotten", () -> {
            System.gc();
            return forgotten.size() == 2;
        });
        assertEquals(List.of(7L, 8L), forgotten.stream().map(Forgotten::number).sorted().toList());
    }

    @Test
    void whatIsUsedIsTheSameEachTimeItComes() {
        Object session = come(7);
        System.gc();
        assertSame(session, come(7));
        assertEquals(List.of(), forgotten);
    }

    @Test
    void whatWasSentAgainMeanwhileIsKept() {
        long number = offered.send(device, Contract.of(Session.class));
        assertEquals(number, offered.send(device, Contract.of(Session.class)));
        offered.forget(new Forgotten(number, 1));
        assertTrue(offered.find(number).isPresent());
        offered.forget(new Forgotten(number, 1));
        assertTrue(offered.find(number).isEmpty());
        assertEquals(0, offered.size());
    }

    @Test
    void oneObjectCanBeSeveralThings() {
        long asDevice = offered.send(device, Contract.of(Device.class));
        long asSessions = offered.send(device, Contract.of(Sessions.class));
        offered.forget(new Forgotten(asDevice, 1));
        assertTrue(offered.find(asDevice).isEmpty());
        assertSame(device, offered.find(asSessions).orElseThrow().object());
    }

    @Test
    void forgettingWhatWasNeverOfferedIsHarmless() {
        offered.forget(new Forgotten(99, 5));
        assertEquals(0, offered.size());
    }
}
