package io.harrier.rpc.spring.boot.autoconfigure;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/** Observations of calls, named after OpenTelemetry's semantic conventions for RPC, 1.45.0. */
public enum RpcObservationDocumentation implements ObservationDocumentation {
    /** A call that this application makes, with its retries. */
    CLIENT_CALL {
        @Override
        public Class<? extends ObservationConvention<? extends Observation.Context>>
                getDefaultConvention() {
            return DefaultRpcClientObservationConvention.class;
        }
    },
    /** A call that this application answers, within its middleware. */
    SERVER_CALL {
        @Override
        public Class<? extends ObservationConvention<? extends Observation.Context>>
                getDefaultConvention() {
            return DefaultRpcServerObservationConvention.class;
        }

        @Override
        public KeyName[] getHighCardinalityKeyNames() {
            return CallerKeys.values();
        }
    };

    @Override
    public KeyName[] getLowCardinalityKeyNames() {
        return Keys.values();
    }

    /** Of few values. */
    public enum Keys implements KeyName {
        /** {@code harrier}. */
        SYSTEM {
            @Override
            public String asString() {
                return SpanWords.SYSTEM;
            }
        },
        /** {@code Service/method}. */
        METHOD {
            @Override
            public String asString() {
                return SpanWords.METHOD;
            }
        },
        /** {@code ok}, {@code exception}, {@code biz-status}, or the kind of error. */
        STATUS {
            @Override
            public String asString() {
                return SpanWords.STATUS;
            }
        },
        /** The kind of error, or the class of what a handler has thrown; {@code none} without. */
        ERROR {
            @Override
            public String asString() {
                return SpanWords.ERROR;
            }
        }
    }

    /** Of a server's calls. */
    public enum CallerKeys implements KeyName {
        /** Host of the caller. */
        ADDRESS {
            @Override
            public String asString() {
                return "network.peer.address";
            }
        },
        /** Name of the calling service, if it said. */
        NAME {
            @Override
            public String asString() {
                return "service.peer.name";
            }
        }
    }
}
