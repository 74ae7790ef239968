package io.harrier.rpc.spring.boot.autoconfigure;

/**
 * Host and port of a peer as spans name it.
 *
 * @param port 0 if there is none
 */
record PeerAddress(String host, int port) {
    /**
     * @param text {@code host:port}, {@code [v6]:port}, a host alone, or a name of another kind
     */
    static PeerAddress of(String text) {
        int colon = text.lastIndexOf(':');
        boolean isBareV6 = colon > 0 && text.indexOf(':') < colon && text.charAt(0) != '[';
        int port = colon < 0 || isBareV6 ? 0 : port(text.substring(colon + 1));
        String host = port == 0 ? text : text.substring(0, colon);
        return new PeerAddress(
                host.startsWith("[") && host.endsWith("]")
                        ? host.substring(1, host.length() - 1)
                        : host,
                port);
    }

    private static int port(String digits) {
        try {
            int port = Integer.parseInt(digits);
            return port > 0 && port <= 0xFFFF ? port : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
