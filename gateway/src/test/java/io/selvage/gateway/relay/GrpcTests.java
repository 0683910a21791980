package io.selvage.gateway.relay;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.selvage.gateway.relay.TalkService.UNARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Calls of gRPC through the gateway, with a client and a server of grpc-java.
 */
class GrpcTests {

	@RegisterExtension
	static final GrpcStage stage = new GrpcStage();

	@Test
	void aUnaryCallIsAnswered() {
		assertThat(ClientCalls.blockingUnaryCall(stage.channel(), UNARY, CallOptions.DEFAULT, "there"))
			.isEqualTo("there back");
		String large = "x".repeat(3_000_000);
		assertThat(ClientCalls.blockingUnaryCall(stage.channel(), UNARY, CallOptions.DEFAULT, large))
			.isEqualTo(large + " back");
	}

	@Test
	void anErrorKeepsItsStatusMessageAndTrailers() {
		assertThatThrownBy(() -> ClientCalls.blockingUnaryCall(stage.channel(), UNARY, CallOptions.DEFAULT, "fail"))
			.isInstanceOfSatisfying(StatusRuntimeException.class, (failure) -> {
				assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
				assertThat(failure.getStatus().getDescription()).isEqualTo("not today: ä");
				assertThat(failure.getTrailers().get(Metadata.Key.of("why-bin", Metadata.BINARY_BYTE_MARSHALLER)))
					.containsExactly(1, 2, 3);
			});
	}

	@Test
	void aMethodNobodyHasIsUnimplemented() {
		MethodDescriptor<String, String> nobody = TalkService.method(MethodDescriptor.MethodType.UNARY, "Nobody");
		assertThatThrownBy(() -> ClientCalls.blockingUnaryCall(stage.channel(), nobody, CallOptions.DEFAULT, "x"))
			.isInstanceOfSatisfying(StatusRuntimeException.class,
					(failure) -> assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED));
	}

	@Test
	void aDeadlineGoesWithTheCallAndEndsIt() throws Exception {
		stage.seen().clear();
		assertThatThrownBy(() -> ClientCalls.blockingUnaryCall(stage.channel(), UNARY,
				CallOptions.DEFAULT.withDeadlineAfter(2000, TimeUnit.MILLISECONDS), "wait"))
			.isInstanceOfSatisfying(StatusRuntimeException.class,
					(failure) -> assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED));
		assertThat(stage.seen().poll(10, TimeUnit.SECONDS)).isEqualTo("deadline true");
		assertThat(stage.seen().poll(10, TimeUnit.SECONDS)).isEqualTo("cancelled");
	}

	@Test
	void aClientThatGivesUpIsHeardByTheServer() throws Exception {
		stage.seen().clear();
		HeardMessages heard = new HeardMessages();
		var call = stage.channel().newCall(UNARY, CallOptions.DEFAULT);
		ClientCalls.asyncUnaryCall(call, "wait", heard);
		assertThat(stage.seen().poll(10, TimeUnit.SECONDS)).isEqualTo("deadline false");
		call.cancel("enough", null);
		assertThat(stage.seen().poll(10, TimeUnit.SECONDS)).isEqualTo("cancelled");
	}

	@Test
	void metadataGoesBothWays() {
		Metadata sent = new Metadata();
		sent.put(Metadata.Key.of("x-tenant", Metadata.ASCII_STRING_MARSHALLER), "t1");
		assertThat(ClientCalls.blockingUnaryCall(
				ClientInterceptors.intercept(stage.channel(), MetadataUtils.newAttachHeadersInterceptor(sent)), UNARY,
				CallOptions.DEFAULT, "x"))
			.isEqualTo("x back");
	}

	@Test
	void manyCallsShareTheConnections() throws Exception {
		int calls = 200;
		CountDownLatch done = new CountDownLatch(calls);
		HeardMessages heard = new HeardMessages() {
			@Override
			public void onCompleted() {
				done.countDown();
			}
		};
		for (int i = 0; i < calls; i++) {
			ClientCalls.asyncUnaryCall(stage.channel().newCall(UNARY, CallOptions.DEFAULT), "n" + i, heard);
		}
		assertThat(done.await(60, TimeUnit.SECONDS)).as("calls left of which some failed: " + heard.heard).isTrue();
	}

}
