/**
 * One question: what part of the calls that Netty alone can carry is left when they are RPC calls?
 *
 * <p>{@code EchoDuel} starts a server and a client in a JVM each, for Harrier and for Netty alone,
 * and lets the two pairs work in turns. Start there.
 */
@NullMarked
package io.harrier.rpc.benchmarks.echo;

import org.jspecify.annotations.NullMarked;
