package io.harrier.archfixture.child.protocol;

import io.harrier.archfixture.child.protocol.binary.BinaryProtocol;

public class Protocol {
    BinaryProtocol binaryprotocol;
}
