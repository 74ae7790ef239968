package io.harrier.rpc.frame.thrift;

/** Numbers and names of a TTHeader. Source: docs/wire/ttheader.md. */
public final class TTHeader {
    /** Bytes before the variable part. */
    static final int FIXED_BYTES = 14;

    static final int MAGIC = 0x1000;

    /** Replies may come in any order. */
    public static final int FLAG_MULTIPLEXED = 0x0001;

    static final int FLAG_STREAMING = 0x0002;

    /** 0 binary, 1 JSON, 2 compact, 3 compact too, 4 Protobuf. */
    static final int MAX_PROTOCOL_ID = 4;

    static final byte SECTION_PADDING = 0x00;
    static final byte SECTION_STRINGS = 0x01;
    static final byte SECTION_INTS = 0x10;
    static final byte SECTION_ACL_TOKEN = 0x11;

    public static final int TRANSPORT_TYPE = 1;
    public static final int FROM_SERVICE = 3;
    public static final int TO_SERVICE = 6;
    public static final int TO_METHOD = 9;
    public static final int TIMEOUT_MILLIS = 12;
    public static final int CONNECT_TIMEOUT_MILLIS = 17;
    public static final int FROM_METHOD = 20;
    public static final int MESSAGE_TYPE = 22;

    /** The IDL's name of the called service. */
    public static final String SERVICE = "isn";

    /** The caller's address, set by a proxy in between. */
    public static final String REAL_ADDRESS = "rip";

    /** "1": this connection closes after this reply. */
    public static final String CLOSE = "crrst";

    /** CRC-32C of all bytes after the header, 8 lower-case hex digits. */
    public static final String CHECKSUM = "crc32c";

    public static final String BIZ_STATUS = "biz-status";
    public static final String BIZ_MESSAGE = "biz-message";
    public static final String BIZ_EXTRA = "biz-extra";

    /** "1": the sender is a Harrier peer. "ping": answer with the same. */
    public static final String HARRIER = "hr";

    /** Why a Harrier server refused a call. */
    public static final String HARRIER_ERROR = "hr-err";

    /** "0": the refused call has not run. */
    public static final String HARRIER_EXECUTED = "hr-executed";

    /** How a caller without classes holds its values; between Harrier peers. */
    public static final String GENERIC = "generic";

    /** What stands behind the message's head, if it is not what the head says. */
    public static final String CODEC = "codec";

    public static final String TRANSIENT = "RPC_TRANSIT_";
    public static final String TRANSIENT_UPSTREAM = "RPC_TRANSIT_UPSTREAM_";
    public static final String PERSISTENT = "RPC_PERSIST_";

    /** The transient key that travels in a section of its own. */
    public static final String ACL_TOKEN = "gdpr-token";

    private TTHeader() {}
}
