/** The demo application. */
@NullMarked
package io.harrier.rpc.demo;

import org.jspecify.annotations.NullMarked;
