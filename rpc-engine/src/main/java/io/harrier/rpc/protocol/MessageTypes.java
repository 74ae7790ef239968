package io.harrier.rpc.protocol;

/** What a message is, by Thrift's numbers. */
public final class MessageTypes {
    public static final int CALL = 1;
    public static final int REPLY = 2;
    public static final int EXCEPTION = 3;
    public static final int ONEWAY = 4;

    private MessageTypes() {}
}
