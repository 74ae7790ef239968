package io.harrier.archfixture.child.protocol.binary;

public class BinaryProtocol {}
