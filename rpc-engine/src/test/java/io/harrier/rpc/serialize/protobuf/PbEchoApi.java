package io.harrier.rpc.serialize.protobuf;

import io.harrier.rpc.annotation.RpcMethod;
import io.harrier.rpc.idl.pbecho.AllTypes;
import io.harrier.rpc.idl.pbecho.Msg;
import java.util.concurrent.CompletionStage;
import reactor.core.publisher.Mono;

/** The service of {@code PbEcho.proto}, in every style. */
interface PbEchoApi {
    Msg echo(Msg request);

    CompletionStage<AllTypes> all(AllTypes request);

    Mono<Msg> boom(Msg request);

    @RpcMethod(name = "biz")
    Msg business(Msg request);

    default Msg twice(Msg request) {
        return echo(echo(request));
    }
}
