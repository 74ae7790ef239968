/** Internal. The balancers that are built in. */
@NullMarked
package io.harrier.rpc.cluster.balance;

import org.jspecify.annotations.NullMarked;
