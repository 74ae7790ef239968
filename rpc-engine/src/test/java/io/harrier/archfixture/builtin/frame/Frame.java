package io.harrier.archfixture.builtin.frame;

public class Frame {}
