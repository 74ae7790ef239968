package io.harrier.archfixture.arrow.call;

public class Invoker {}
