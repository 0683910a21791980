package io.selvage.gateway.relay;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.stub.ClientCalls;
import io.selvage.gateway.TestGateway;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import static io.selvage.gateway.relay.TalkService.UNARY;

/**
 * A server of gRPC, a gateway before it, and a client.
 */
final class GrpcStage implements BeforeAllCallback, AfterAllCallback {

	private final TalkService talk = new TalkService();

	private TestGateway gateway;

	private Server server;

	private ManagedChannel channel;

	@Override
	public void beforeAll(ExtensionContext context) throws IOException {
		this.server = ServerBuilder.forPort(0).addService(this.talk.definition()).build().start();
		this.gateway = TestGateway.start("server.http2.enabled=true");
		api(this.gateway, "http://127.0.0.1:" + this.server.getPort());
		this.channel = ManagedChannelBuilder.forAddress("127.0.0.1", this.gateway.port()).usePlaintext().build();
		ClientCalls.blockingUnaryCall(this.channel, UNARY, CallOptions.DEFAULT, "first");
	}

	@Override
	public void afterAll(ExtensionContext context) throws InterruptedException {
		this.channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
		this.gateway.close();
		this.server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
	}

	static void api(TestGateway gateway, String url) {
		gateway.put("/apis/talk",
				"{\"path\":\"\",\"displayName\":\"talk\",\"type\":\"grpc\",\"protocols\":[\"http\"],"
						+ "\"subscriptionRequired\":false,\"serviceUrl\":\"" + url + "\"}",
				"/apis/talk/operations/any", "{\"displayName\":\"any\",\"method\":\"POST\",\"urlTemplate\":\"/*\"}");
	}

	ManagedChannel channel() {
		return this.channel;
	}

	BlockingQueue<String> seen() {
		return this.talk.seen();
	}

}
