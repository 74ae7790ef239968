package io.harrier.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.frame.Frame;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WakeGroupTest {
    private final WakeGroup group = new WakeGroup();
    private final List<String> told = new ArrayList<>();

    @Test
    void four_areToldAtOnce_theFirstLastAndToWakeThoseBehindIt() {
        List<Call> calls = add(4);

        assertThat(told).containsExactly("1", "2", "3", "0 leads");
        assertThat(behind(calls.get(0))).containsExactly("1", "2", "3");
    }

    @Test
    void fewer_areToldWhenTheReadingEnds() {
        List<Call> calls = add(6);
        told.clear();
        group.wake();

        assertThat(told).containsExactly("5", "4 leads");
        assertThat(behind(calls.get(4))).containsExactly("5");
        assertThat(behind(calls.get(0))).hasSize(3);
    }

    @Test
    void one_leadsNobody() {
        Call alone = add(1).get(0);
        group.wake();
        group.wake();

        assertThat(told).containsExactly("0 leads");
        assertThat(behind(alone)).isEmpty();
    }

    private List<Call> add(int number) {
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            calls.add(new Call(String.valueOf(i)));
        }
        calls.forEach(group::add);
        return calls;
    }

    private static List<String> behind(Call call) {
        List<String> names = new ArrayList<>();
        for (Outbound next = call.next(); next != null; next = next.next()) {
            names.add(((Call) next).name);
        }
        return names;
    }

    private final class Call implements PendingReply {
        private final String name;
        private @Nullable Outbound next;

        Call(String name) {
            this.name = name;
        }

        @Override
        public void onGrouped(boolean leads) {
            told.add(leads ? name + " leads" : name);
        }

        @Override
        public @Nullable Outbound next() {
            return next;
        }

        @Override
        public void next(@Nullable Outbound following) {
            next = following;
        }

        @Override
        public boolean isBlocking() {
            return true;
        }

        @Override
        public long deadlineNanos() {
            return Long.MAX_VALUE;
        }

        @Override
        public int id() {
            return 0;
        }

        @Override
        public void id(int id) {}

        @Override
        public boolean isOneway() {
            return false;
        }

        @Override
        public void onFrame(Frame frame) {}

        @Override
        public void onWritten() {}

        @Override
        public void onDeadline(String remote) {}

        @Override
        public void onFailure(RpcException failure) {}

        @Override
        public @Nullable ByteBuf takeFrame() {
            return null;
        }
    }
}
