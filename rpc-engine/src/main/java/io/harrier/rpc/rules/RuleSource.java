package io.harrier.rpc.rules;

/** Where documents of rules come from; {@link Rules#follow} takes them from it. */
public interface RuleSource {
    /** For logs. */
    String name();

    /**
     * Tells the document that there is now, if it can, before it returns; and from then on each one
     * that follows.
     */
    Watch watch(Listener listener);

    /** Is told. For any thread. */
    interface Listener {
        void onDocument(String document);

        /**
         * No document could be had; the last one holds on. A {@link
         * java.nio.charset.CharacterCodingException}: there is one, and it is no text.
         */
        void onFailure(Exception why);
    }

    /** Ends the telling. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
