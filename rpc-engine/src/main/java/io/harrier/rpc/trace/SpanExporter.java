package io.harrier.rpc.trace;

/**
 * Takes records out of the process. Called by one thread, which may block: meanwhile calls go on,
 * and records for which there is no place any more are dropped and counted.
 */
public interface SpanExporter {
    /**
     * Takes one record; it is valid until this returns.
     *
     * @throws RuntimeException if it cannot; the record is counted as failed, and gone
     */
    void export(SpanRecord span);

    /**
     * After some records, when no more wait: the moment to send what was collected.
     *
     * @throws RuntimeException if it cannot; these records are counted as failed, and gone
     */
    default void flush() {}
}
