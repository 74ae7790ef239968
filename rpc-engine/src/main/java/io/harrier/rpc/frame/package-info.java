/**
 * Internal, but {@link io.harrier.rpc.frame.FrameForm} is API. Socket bytes to frames and back: an
 * envelope with a head, and a payload it does not understand. Start at {@link
 * io.harrier.rpc.frame.Frame}.
 */
@NullMarked
package io.harrier.rpc.frame;

import org.jspecify.annotations.NullMarked;
