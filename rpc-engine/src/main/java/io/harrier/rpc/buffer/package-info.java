/**
 * Internal. Bytes at rest: slabs that written frames borrow, scratch arrays, parts of what was read
 * that are lent to handlers, and names that are read again and again without making new strings.
 * Start at {@code SlabPool} and {@code Scratch}.
 */
@NullMarked
package io.harrier.rpc.buffer;

import org.jspecify.annotations.NullMarked;
