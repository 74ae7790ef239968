package io.harrier.archfixture.balance.cluster;

public class HostSet {}
