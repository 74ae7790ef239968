package io.harrier.rpc.buffer;

import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A piece of direct memory that is lent again and again. Each lending has a lease of its own, so
 * that whoever gives a slab back twice gives nothing the second time, whoever has it by then.
 *
 * <p>Two buffers look at the memory and serve in turns: one that its owner releases again, right
 * after somebody else got the slab, is still a dead buffer, and the release fails.
 */
public final class Slab {
    private static final VarHandle STAMP = stamp();

    final SlabPool pool;
    final int number;
    final int sizeClass;
    private final ByteBuf memory;

    /** Of its first, third, fifth life; and of the others. */
    private @Nullable SlabBuf odd;

    private @Nullable SlabBuf even;

    /** Odd while lent, and the lease; even, or an old lease, while free. It only grows. */
    @SuppressWarnings("unused") // by STAMP
    private volatile long stamp;

    Slab(SlabPool pool, int number, int sizeClass, ByteBuf memory) {
        this.pool = pool;
        this.number = number;
        this.sizeClass = sizeClass;
        this.memory = memory;
    }

    /** The lease of who has it; asked for once, by who took it. */
    public long lease() {
        return (long) STAMP.get(this);
    }

    /** How much it holds. */
    public int bytes() {
        return SizeClasses.bytes(sizeClass);
    }

    /**
     * Lends it; by the one who took it out of a pool, whom nobody disturbs.
     *
     * @return the lease
     */
    public long open() {
        long lease = (long) STAMP.get(this) + 1 | 1;
        STAMP.set(this, lease);
        return lease;
    }

    /** Ends a lease; false if that is not, or no longer, the one it is lent by. */
    public boolean close(long lease) {
        return (lease & 1) == 1 && STAMP.compareAndSet(this, lease, lease + 1);
    }

    /**
     * The memory as an empty buffer that gives the slab back when it is released; nobody else may
     * do so.
     */
    ByteBuf buffer(int maxBytes) {
        boolean isOdd = (lease() & 2) == 0;
        SlabBuf buffer = isOdd ? odd : even;
        if (buffer == null) {
            buffer = new SlabBuf(this, memory.nioBuffer(0, memory.capacity()));
            keep(isOdd, buffer);
        }
        return buffer.open(maxBytes);
    }

    /** Forgets a buffer that went to other memory, and with it the way back. */
    void forget(SlabBuf buffer) {
        keep(buffer == odd, null);
    }

    private void keep(boolean isOdd, @Nullable SlabBuf buffer) {
        if (isOdd) {
            odd = buffer;
        } else {
            even = buffer;
        }
    }

    /** Gives the memory to the system; by the one who has taken it out of the pool for good. */
    void free() {
        memory.release();
    }

    private static VarHandle stamp() {
        try {
            return MethodHandles.lookup().findVarHandle(Slab.class, "stamp", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
