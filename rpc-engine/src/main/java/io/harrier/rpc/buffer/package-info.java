/**
 * Internal. Bytes at rest: scratch arrays and names that are read again and again without making
 * new strings.
 */
@NullMarked
package io.harrier.rpc.buffer;

import org.jspecify.annotations.NullMarked;
