/** The demo's user directory, served and called with nothing but its IDL. */
@NullMarked
package io.harrier.rpc.withoutclasses;

import org.jspecify.annotations.NullMarked;
