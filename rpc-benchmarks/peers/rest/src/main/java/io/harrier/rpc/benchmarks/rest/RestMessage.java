package io.harrier.rpc.benchmarks.rest;

/** The message, as Jackson has it. */
record RestMessage(String action, String msg) {}
