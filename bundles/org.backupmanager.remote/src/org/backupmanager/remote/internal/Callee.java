package org.backupmanager.remote.internal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

import org.eclipse.lsp4j.jsonrpc.Endpoint;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.reflect.TypeToken;

/** Does what the other end calls, on the objects that were offered to it, and on nothing else. */
final class Callee implements Endpoint, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Callee.class.getName());
    private static final int CALLS_AT_ONCE = 256;

    private final Offered offered;
    private final Gson gson;
    private final Supplier<JsonElement> hello;
    private final Semaphore free = new Semaphore(CALLS_AT_ONCE);
    private final Set<CompletableFuture<JsonElement>> underway = ConcurrentHashMap.newKeySet();
    /** What is told is heard in its order. */
    private final ExecutorService told = Executors.newSingleThreadExecutor(Thread.ofVirtual().name("hear").factory());

    Callee(Offered offered, Gson gson, Supplier<JsonElement> hello) {
        this.offered = offered;
        this.gson = gson;
        this.hello = hello;
    }

    @Override
    public CompletableFuture<?> request(String name, Object parameter) {
        if (name.equals(Peer.HELLO) || name.equals(Peer.PING)) {
            return CompletableFuture.completedFuture(name.equals(Peer.HELLO) ? hello.get() : JsonNull.INSTANCE);
        }
        if (!(parameter instanceof Call call) || !free.tryAcquire()) {
            throw new BadCallException("not a call, or too many at once");
        }
        var answer = new CompletableFuture<JsonElement>();
        underway.add(answer);
        Thread worker = Thread.ofVirtual().name("call").unstarted(() -> {
            try {
                answer.complete(perform(call));
            } catch (Throwable failed) {
                answer.completeExceptionally(failed);
            } finally {
                underway.remove(answer);
                free.release();
            }
        });
        if (isInterruptible(call)) {
            answer.whenComplete((value, failed) -> {
                if (answer.isCancelled()) {
                    worker.interrupt();
                }
            });
        }
        worker.start();
        return answer;
    }

    @Override
    public void notify(String name, Object parameter) {
        switch (parameter) {
            case Forgotten forgotten -> offered.forget(forgotten);
            case Call call -> told.execute(() -> {
                try {
                    perform(call);
                } catch (Exception failed) {
                    LOG.log(System.Logger.Level.WARNING, "what another process told was not heard", failed);
                }
            });
            default -> throw new BadCallException("not understood");
        }
    }

    /** An unknown method is told by the call itself. */
    private boolean isInterruptible(Call call) {
        return offered.find(call.target()).flatMap(thing -> thing.contract().method(String.valueOf(call.method())))
                .filter(Contract::isInterruptible).isPresent();
    }

    private Offered.Thing target(Call call) {
        return offered.find(call.target()).orElseThrow(() -> new BadCallException("no such object"));
    }

    private Method method(Call call) {
        return target(call).contract().method(String.valueOf(call.method()))
                .orElseThrow(() -> new BadCallException("this version does not know " + call.method()));
    }

    private JsonElement perform(Call call) throws Exception {
        Method method = method(call);
        Object[] arguments = arguments(method, call);
        try {
            Object result = method.invoke(target(call).object(), arguments);
            for (Object argument : arguments) {
                Bridges.finish(argument);
            }
            return method.getReturnType() == void.class ? JsonNull.INSTANCE
                    : gson.toJsonTree(result, method.getGenericReturnType());
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() instanceof Exception failure ? failure : thrown;
        }
    }

    private Object[] arguments(Method method, Call call) {
        int wanted = method.getParameterCount();
        if (call.arguments() == null || call.arguments().size() != wanted) {
            throw new BadCallException(method.getName() + " takes " + wanted + " arguments");
        }
        var arguments = new Object[wanted];
        for (int i = 0; i < wanted; i++) {
            Class<?> type = method.getParameterTypes()[i];
            Class<?> wire = Bridges.wireType(type);
            try {
                Object value = gson.fromJson(call.arguments().get(i),
                        TypeToken.get(wire == type ? method.getGenericParameterTypes()[i] : wire));
                arguments[i] = Bridges.fromWire(Wholeness.of(value));
            } catch (RuntimeException unfit) {
                throw new BadCallException("argument " + (i + 1) + " of " + method.getName() + " does not fit", unfit);
            }
        }
        return arguments;
    }

    @Override
    public void close() {
        told.shutdown();
        underway.forEach(answer -> answer.cancel(true));
    }
}
