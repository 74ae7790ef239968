package io.harrier.rpc.transport;

import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadEventLoop;
import java.util.concurrent.RejectedExecutionException;

/**
 * A task for an event loop that runs when the loop has polled its sockets once more: it knows of
 * every end that had come to them before the task was given, however busy it is with other tasks.
 *
 * <pre>
 *   1  a task         on the loop no step can get lost while it ends
 *   2  a tail task    after the other tasks of this batch; then the loop polls, and reads
 *   3  a task         after that
 *   4  a task         after those in which Netty tells of the ends that were read
 * </pre>
 *
 * <p>The ends of in-process connections are tasks themselves, and so come before step 4, too. If
 * the loop has ended, the task runs at once, on whichever thread finds that out.
 */
final class AfterPoll implements Runnable {
    private static final int TAIL = 2;
    private static final int LAST = 4;

    private final EventLoop loop;
    private final Runnable task;
    private int step;

    private AfterPoll(EventLoop loop, Runnable task) {
        this.loop = loop;
        this.task = task;
    }

    /** For any thread. */
    static void run(EventLoop loop, Runnable task) {
        new AfterPoll(loop, task).run();
    }

    @Override
    public void run() {
        if (step == LAST || !isNextAccepted()) {
            task.run();
        }
    }

    private boolean isNextAccepted() {
        step++;
        try {
            if (step == TAIL && loop instanceof SingleThreadEventLoop polling) {
                polling.executeAfterEventLoopIteration(this);
            } else {
                loop.execute(this);
            }
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }
}
