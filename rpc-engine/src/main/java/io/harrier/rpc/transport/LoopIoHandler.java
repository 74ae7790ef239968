package io.harrier.rpc.transport;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.channel.local.LocalIoHandle;
import io.netty.channel.local.LocalIoHandler;
import io.netty.util.concurrent.ThreadAwareExecutor;

/**
 * Drives the sockets of an event loop, and the in-process connections beside them: those have
 * nothing to wait for, so the loop waits for sockets alone. On the event loop, but for {@link
 * #wakeup()}.
 */
final class LoopIoHandler implements IoHandler {
    private final IoHandler sockets;
    private final IoHandler inProcess;
    private final Runnable onInProcess;

    private LoopIoHandler(IoHandler sockets, IoHandler inProcess, Runnable onInProcess) {
        this.sockets = sockets;
        this.inProcess = inProcess;
        this.onInProcess = onInProcess;
    }

    /**
     * @param onInProcess runs when an in-process connection comes, on its loop
     */
    static IoHandlerFactory factory(IoHandlerFactory sockets, Runnable onInProcess) {
        IoHandlerFactory inProcess = LocalIoHandler.newFactory();
        return new IoHandlerFactory() {
            @Override
            public IoHandler newHandler(ThreadAwareExecutor loop) {
                return new LoopIoHandler(
                        sockets.newHandler(loop), inProcess.newHandler(loop), onInProcess);
            }

            @Override
            public boolean isChangingThreadSupported() {
                return sockets.isChangingThreadSupported() && inProcess.isChangingThreadSupported();
            }
        };
    }

    @Override
    public void initialize() {
        sockets.initialize();
        inProcess.initialize();
    }

    @Override
    public int run(IoHandlerContext context) {
        return sockets.run(context);
    }

    @Override
    public void wakeup() {
        sockets.wakeup();
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        if (handle instanceof LocalIoHandle) {
            onInProcess.run();
            return inProcess.register(handle);
        }
        return sockets.register(handle);
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> type) {
        return sockets.isCompatible(type) || inProcess.isCompatible(type);
    }

    @Override
    public void prepareToDestroy() {
        inProcess.prepareToDestroy();
        sockets.prepareToDestroy();
    }

    @Override
    public void destroy() {
        inProcess.destroy();
        sockets.destroy();
    }
}
