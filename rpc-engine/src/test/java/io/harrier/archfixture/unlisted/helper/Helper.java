package io.harrier.archfixture.unlisted.helper;

public class Helper {}
