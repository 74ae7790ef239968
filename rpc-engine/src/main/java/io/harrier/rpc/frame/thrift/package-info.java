/**
 * Internal. The four envelopes of Thrift and Kitex: unframed, framed, TTHeader, TTHeader with
 * frame. Source: docs/wire.
 */
@NullMarked
package io.harrier.rpc.frame.thrift;

import org.jspecify.annotations.NullMarked;
