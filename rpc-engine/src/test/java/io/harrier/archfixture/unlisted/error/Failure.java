package io.harrier.archfixture.unlisted.error;

public class Failure {}
