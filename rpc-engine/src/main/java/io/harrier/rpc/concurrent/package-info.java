/**
 * Internal. Parts that know nothing of RPC: time, the slot table, the hand-off queue, the drain
 * gate, the lender.
 */
@NullMarked
package io.harrier.rpc.concurrent;

import org.jspecify.annotations.NullMarked;
