/** Internal. Build time only: the goals of the Maven plugin. */
@NullMarked
package io.harrier.rpc.codegen.maven;

import org.jspecify.annotations.NullMarked;
