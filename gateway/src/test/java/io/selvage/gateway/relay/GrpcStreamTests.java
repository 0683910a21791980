package io.selvage.gateway.relay;

import java.util.Iterator;

import io.grpc.CallOptions;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.selvage.gateway.relay.TalkService.BOTH;
import static io.selvage.gateway.relay.TalkService.DOWN;
import static io.selvage.gateway.relay.TalkService.UP;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls of gRPC in which one side or both send many messages.
 */
class GrpcStreamTests {

	@RegisterExtension
	static final GrpcStage stage = new GrpcStage();

	@Test
	void aServerMayStream() {
		Iterator<String> parts = ClientCalls.blockingServerStreamingCall(stage.channel(), DOWN, CallOptions.DEFAULT,
				"500");
		int count = 0;
		while (parts.hasNext()) {
			assertThat(parts.next()).isEqualTo("part " + count++);
		}
		assertThat(count).isEqualTo(500);
	}

	@Test
	void aClientMayStream() throws Exception {
		HeardMessages heard = new HeardMessages();
		StreamObserver<String> request = ClientCalls
			.asyncClientStreamingCall(stage.channel().newCall(UP, CallOptions.DEFAULT), heard);
		for (int i = 0; i < 100; i++) {
			request.onNext("p" + i);
		}
		request.onCompleted();
		assertThat(heard.next()).startsWith("p0,p1,").endsWith("p99");
		assertThat(heard.next()).isEqualTo("end");
	}

	@Test
	void bothMayTalkInTurn() throws Exception {
		HeardMessages heard = new HeardMessages();
		StreamObserver<String> request = ClientCalls
			.asyncBidiStreamingCall(stage.channel().newCall(BOTH, CallOptions.DEFAULT), heard);
		for (int i = 0; i < 5; i++) {
			request.onNext("word " + i);
			assertThat(heard.next()).isEqualTo("<word " + i + ">");
		}
		request.onCompleted();
		assertThat(heard.next()).isEqualTo("end");
	}

	@Test
	void aStreamMayEndInAnError() throws Exception {
		HeardMessages heard = new HeardMessages();
		StreamObserver<String> request = ClientCalls
			.asyncBidiStreamingCall(stage.channel().newCall(BOTH, CallOptions.DEFAULT), heard);
		request.onNext("word");
		assertThat(heard.next()).isEqualTo("<word>");
		request.onNext("break");
		assertThat(heard.next()).isEqualTo("ABORTED broken");
	}

}
