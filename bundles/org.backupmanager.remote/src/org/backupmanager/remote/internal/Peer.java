package org.backupmanager.remote.internal;

import java.io.EOFException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import org.backupmanager.command.DeviceGoneException;
import org.eclipse.lsp4j.jsonrpc.MessageIssueException;
import org.eclipse.lsp4j.jsonrpc.RemoteEndpoint;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.json.JsonRpcMethod;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.messages.Message;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.reflect.TypeToken;

/**
 * One end of a connection. What arrives is read by one thread, which waits for nothing else; calls from the other end
 * run on threads of their own; what is sent is written by one thread, so that nobody who tells something waits for the
 * socket.
 */
final class Peer implements AutoCloseable {

    static final String CALL = "call";
    static final String TELL = "tell";
    static final String FORGET = "forget";
    static final String HELLO = "hello";
    static final String PING = "ping";

    private static final System.Logger LOG = System.getLogger(Peer.class.getName());

    private final SocketChannel channel;
    private final Frames frames;
    private final MessageJsonHandler messages;
    private final RemoteEndpoint endpoint;
    private final Distant distant;
    private final Gson gson;
    private final Callee callee;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(Thread.ofVirtual().name("send").factory());
    private volatile boolean digesting;
    private final AtomicBoolean closed = new AtomicBoolean();
    /** Calls that wait for their answer. */
    private final Set<CompletableFuture<Object>> waiting = ConcurrentHashMap.newKeySet();

    /**
     * @param channel connected and in blocking mode; closed with this
     * @param longest bytes that a message from the other end may have
     * @param hello gives the answer to the first call of the other end
     */
    Peer(SocketChannel channel, int longest, Function<Peer, JsonElement> hello) {
        this.channel = channel;
        this.frames = new Frames(channel, longest);
        var offered = new Offered();
        this.distant = new Distant(this::call, forgotten -> send(FORGET, forgotten));
        this.gson = JsonTypes.with(new References(offered, distant));
        this.callee = new Callee(offered, gson, () -> hello.apply(this));
        this.messages = new MessageJsonHandler(Map.of(
                CALL, JsonRpcMethod.request(CALL, JsonElement.class, Call.class),
                HELLO, JsonRpcMethod.request(HELLO, JsonElement.class),
                PING, JsonRpcMethod.request(PING, JsonElement.class),
                TELL, JsonRpcMethod.notification(TELL, Call.class),
                FORGET, JsonRpcMethod.notification(FORGET, Forgotten.class)));
        this.endpoint = new RemoteEndpoint(this::write, callee, Failures::toWire);
        messages.setMethodProvider(endpoint);
    }

    /** Values and objects of the contract as this connection sends and reads them. */
    Gson gson() {
        return gson;
    }

    /** Objects of the other end that are used here. */
    <T> List<T> distant(Class<T> type) {
        return distant.all(type);
    }

    /**
     * Reads what arrives, until either end hangs up; the connection is closed then.
     *
     * @return whether it was not this end that hung up
     */
    boolean run() {
        try {
            while (true) {
                String text = frames.read();
                digesting = true;
                endpoint.consume(messages.parseMessage(text));
                digesting = false;
            }
        } catch (EOFException | ClosedChannelException hungUp) {
            LOG.log(Level.DEBUG, "a connection has ended", hungUp);
        } catch (IOException | JsonParseException | MessageIssueException | IllegalStateException nonsense) {
            LOG.log(Level.WARNING, "a connection was given up: " + nonsense.getClass().getSimpleName());
        }
        return shut();
    }

    private void write(Message message) {
        // here and not in the writer's thread, which has to be free for answers to pings
        String text = messages.serialize(message);
        try {
            writer.execute(() -> {
                try {
                    frames.write(text);
                } catch (IOException gone) {
                    LOG.log(Level.DEBUG, "a connection has ended", gone);
                    abandon();
                }
            });
        } catch (RejectedExecutionException ended) {
            LOG.log(Level.DEBUG, "too late to be sent", ended);
        }
    }

    private void send(String method, Object parameter) {
        if (!closed.get()) {
            endpoint.notify(method, parameter);
        }
    }

    /** Asks the other end: for what it offers first ({@link #HELLO}), whether it is there ({@link #PING}). */
    CompletableFuture<Object> ask(String what) {
        return request(what, null);
    }

    private CompletableFuture<Object> request(String method, Object parameter) {
        CompletableFuture<Object> answer = endpoint.request(method, parameter);
        waiting.add(answer);
        answer.whenComplete((value, failed) -> waiting.remove(answer));
        if (closed.get()) {
            answer.completeExceptionally(new ClosedChannelException());
        }
        return answer;
    }

    private Object call(long number, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("close")) {
            close();
            return null; // as void methods do
        }
        var call = new Call(number, method.getName(), arguments(method, arguments));
        if (Contract.isTold(method)) {
            send(TELL, call);
            return null; // as void methods do
        }
        return result(method, await(method, request(CALL, call)));
    }

    private JsonArray arguments(Method method, Object[] arguments) {
        var json = new JsonArray();
        for (int i = 0; i < arguments.length; i++) {
            Class<?> type = method.getParameterTypes()[i];
            Class<?> wire = Bridges.wireType(type);
            json.add(gson.toJsonTree(Bridges.toWire(arguments[i]),
                    wire == type ? method.getGenericParameterTypes()[i] : wire));
        }
        return json;
    }

    private static Object await(Method method, CompletableFuture<Object> answer) throws Exception {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return answer.get();
                } catch (InterruptedException stopped) {
                    if (Contract.isInterruptible(method)) {
                        answer.cancel(true);
                        throw stopped;
                    }
                    interrupted = true;
                }
            }
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof ResponseErrorException answered) {
                throw fitting(method, Failures.fromWire(answered.getResponseError()));
            }
            throw new DeviceGoneException("the other process has ended", failed.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Bad news as the method may tell it. */
    private static Exception fitting(Method method, Exception news) {
        for (Class<?> allowed : method.getExceptionTypes()) {
            if (allowed.isInstance(news)) {
                return news;
            }
        }
        return new IllegalStateException(news.getMessage(), news);
    }

    private Object result(Method method, Object answer) {
        if (method.getReturnType() == void.class) {
            return null; // as void methods do
        }
        return Wholeness.of(gson.fromJson((JsonElement) answer, TypeToken.get(method.getGenericReturnType())));
    }

    /** Bytes that came so far. */
    long received() {
        return frames.received();
    }

    /** Whether something that came is still being read, behind which an answer may wait. */
    boolean isDigesting() {
        return digesting;
    }

    /** Treats the other end as gone. */
    void abandon() {
        try {
            channel.close();
        } catch (IOException failed) {
            LOG.log(Level.DEBUG, "a connection was not closed in order", failed);
        }
    }

    @Override
    public void close() {
        shut();
    }

    private boolean shut() {
        boolean first = closed.compareAndSet(false, true);
        if (first) {
            writer.shutdown();
            callee.close();
            abandon();
            waiting.forEach(answer -> answer.completeExceptionally(new ClosedChannelException()));
        }
        return first;
    }
}
