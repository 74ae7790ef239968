/**
 * API. The words a user writes on handlers, clients and methods; nothing here does anything by
 * itself.
 */
@NullMarked
package io.harrier.rpc.annotation;

import org.jspecify.annotations.NullMarked;
