package io.harrier.rpc.stress;

import io.harrier.rpc.concurrent.LentEntry;

/** What the lender lends in the tests. */
final class Borrowed extends LentEntry {}
