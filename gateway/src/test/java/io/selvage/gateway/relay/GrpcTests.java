package io.selvage.gateway.relay;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.grpc.CallOptions;
import io.grpc.Context;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.selvage.fabric.simulator.tls.CertificateIdentity;
import io.selvage.fabric.simulator.tls.CertificateRequest;
import io.selvage.gateway.TestGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * gRPC through the gateway, with a client and a server of grpc-java.
 */
class GrpcTests {

	private static final String SERVICE = "selvage.Talk";

	private static final MethodDescriptor<String, String> UNARY = method(MethodDescriptor.MethodType.UNARY, "Unary");

	private static final MethodDescriptor<String, String> DOWN = method(MethodDescriptor.MethodType.SERVER_STREAMING,
			"Down");

	private static final MethodDescriptor<String, String> UP = method(MethodDescriptor.MethodType.CLIENT_STREAMING,
			"Up");

	private static final MethodDescriptor<String, String> BOTH = method(MethodDescriptor.MethodType.BIDI_STREAMING,
			"Both");

	private static final BlockingQueue<String> SEEN = new LinkedBlockingQueue<>();

	private static TestGateway gateway;

	private static TestGateway secure;

	private static Server server;

	private static ManagedChannel channel;

	@BeforeAll
	static void start() throws IOException {
		server = ServerBuilder.forPort(0).addService(service()).build().start();
		gateway = TestGateway.start("server.http2.enabled=true");
		api(gateway, "http://127.0.0.1:" + server.getPort());
		channel = ManagedChannelBuilder.forAddress("127.0.0.1", gateway.port()).usePlaintext().build();
		ClientCalls.blockingUnaryCall(channel, UNARY, CallOptions.DEFAULT, "first");
	}

	private static ServerServiceDefinition service() {
		return ServerServiceDefinition.builder(SERVICE)
			.addMethod(UNARY, ServerCalls.asyncUnaryCall(GrpcTests::unary))
			.addMethod(DOWN, ServerCalls.asyncServerStreamingCall(GrpcTests::down))
			.addMethod(UP, ServerCalls.asyncClientStreamingCall(GrpcTests::up))
			.addMethod(BOTH, ServerCalls.asyncBidiStreamingCall(GrpcTests::both))
			.build();
	}

	private static void api(TestGateway gateway, String url) {
		gateway.put("/apis/talk",
				"{\"path\":\"\",\"displayName\":\"talk\",\"type\":\"grpc\",\"protocols\":[\"http\"],"
						+ "\"subscriptionRequired\":false,\"serviceUrl\":\"" + url + "\"}",
				"/apis/talk/operations/any", "{\"displayName\":\"any\",\"method\":\"POST\",\"urlTemplate\":\"/*\"}");
	}

	@AfterAll
	static void stop() throws InterruptedException {
		channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
		gateway.close();
		if (secure != null) {
			secure.close();
		}
		server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
	}

	private static MethodDescriptor<String, String> method(MethodDescriptor.MethodType type, String name) {
		MethodDescriptor.Marshaller<String> text = new Text();
		return MethodDescriptor.newBuilder(text, text)
			.setType(type)
			.setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
			.build();
	}

	private static void unary(String request, StreamObserver<String> answer) {
		if (request.startsWith("fail")) {
			Metadata trailers = new Metadata();
			trailers.put(Metadata.Key.of("why-bin", Metadata.BINARY_BYTE_MARSHALLER), new byte[] { 1, 2, 3 });
			answer.onError(Status.FAILED_PRECONDITION.withDescription("not today: ä").asRuntimeException(trailers));
			return;
		}
		if (request.startsWith("wait")) {
			Context.current().addListener((context) -> SEEN.add("cancelled"), Runnable::run);
			SEEN.add("deadline " + (Context.current().getDeadline() != null));
			return;
		}
		answer.onNext(request + " back");
		answer.onCompleted();
	}

	private static void down(String request, StreamObserver<String> answer) {
		int count = Integer.parseInt(request);
		for (int i = 0; i < count; i++) {
			answer.onNext("part " + i);
		}
		answer.onCompleted();
	}

	private static StreamObserver<String> up(StreamObserver<String> answer) {
		List<String> all = new ArrayList<>();
		return new Collected(all::add, () -> {
			answer.onNext(String.join(",", all));
			answer.onCompleted();
		});
	}

	private static StreamObserver<String> both(StreamObserver<String> answer) {
		return new Collected((part) -> {
			if (part.equals("break")) {
				answer.onError(Status.ABORTED.withDescription("broken").asRuntimeException());
			}
			else {
				answer.onNext("<" + part + ">");
			}
		}, answer::onCompleted);
	}

	@Test
	void aUnaryCallIsAnswered() {
		assertThat(ClientCalls.blockingUnaryCall(channel, UNARY, CallOptions.DEFAULT, "there")).isEqualTo("there back");
		String large = "x".repeat(3_000_000);
		assertThat(ClientCalls.blockingUnaryCall(channel, UNARY, CallOptions.DEFAULT, large))
			.isEqualTo(large + " back");
	}

	@Test
	void anErrorKeepsItsStatusMessageAndTrailers() {
		assertThatThrownBy(() -> ClientCalls.blockingUnaryCall(channel, UNARY, CallOptions.DEFAULT, "fail"))
			.isInstanceOfSatisfying(StatusRuntimeException.class, (failure) -> {
				assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
				assertThat(failure.getStatus().getDescription()).isEqualTo("not today: ä");
				assertThat(failure.getTrailers().get(Metadata.Key.of("why-bin", Metadata.BINARY_BYTE_MARSHALLER)))
					.containsExactly(1, 2, 3);
			});
	}

	@Test
	void callsPassOverTlsAtBothEnds(@TempDir Path folder) throws Exception {
		CertificateIdentity authority = CertificateIdentity
			.selfSigned(CertificateRequest.of("Company CA").asAuthority());
		CertificateIdentity here = authority.issue(CertificateRequest.of("here", "127.0.0.1"));
		File trusted = Files.writeString(folder.resolve("ca.pem"), authority.certificatePem()).toFile();
		File certificate = Files.writeString(folder.resolve("here.pem"), here.certificatePem()).toFile();
		File key = Files.writeString(folder.resolve("here.key"), here.privateKeyPem()).toFile();
		Server behind = Grpc.newServerBuilderForPort(0, TlsServerCredentials.create(certificate, key))
			.addService(service())
			.build()
			.start();
		secure = TestGateway.start("server.http2.enabled=true", "server.ssl.certificate=" + certificate,
				"server.ssl.certificate-private-key=" + key, "selvage.network.trusted-certificates=" + trusted);
		try {
			api(secure, "https://127.0.0.1:" + behind.getPort());
			ManagedChannel over = Grpc
				.newChannelBuilderForAddress("127.0.0.1", secure.port(),
						TlsChannelCredentials.newBuilder().trustManager(trusted).build())
				.build();
			assertThat(ClientCalls.blockingUnaryCall(over, UNARY, CallOptions.DEFAULT, "x")).isEqualTo("x back");
			assertThatThrownBy(() -> ClientCalls.blockingUnaryCall(over, UNARY, CallOptions.DEFAULT, "fail"))
				.isInstanceOfSatisfying(StatusRuntimeException.class, (failure) -> {
					assertThat(failure.getStatus().getDescription()).isEqualTo("not today: ä");
					assertThat(Status.trailersFromThrowable(failure).keys()).contains("why-bin");
				});
			Iterator<String> parts = ClientCalls.blockingServerStreamingCall(over, DOWN, CallOptions.DEFAULT, "50");
			int count = 0;
			while (parts.hasNext()) {
				assertThat(parts.next()).isEqualTo("part " + count++);
			}
			assertThat(count).isEqualTo(50);
			over.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
		}
		finally {
			behind.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
		}
	}

	@Test
	void aMethodNobodyHasIsUnimplemented() {
		MethodDescriptor<String, String> nobody = method(MethodDescriptor.MethodType.UNARY, "Nobody");
		assertThatThrownBy(() -> ClientCalls.blockingUnaryCall(channel, nobody, CallOptions.DEFAULT, "x"))
			.isInstanceOfSatisfying(StatusRuntimeException.class,
					(failure) -> assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED));
	}

	@Test
	void aServerMayStream() {
		Iterator<String> parts = ClientCalls.blockingServerStreamingCall(channel, DOWN, CallOptions.DEFAULT, "500");
		int count = 0;
		while (parts.hasNext()) {
			assertThat(parts.next()).isEqualTo("part " + count++);
		}
		assertThat(count).isEqualTo(500);
	}

	@Test
	void aClientMayStream() throws Exception {
		Heard heard = new Heard();
		StreamObserver<String> request = ClientCalls.asyncClientStreamingCall(channel.newCall(UP, CallOptions.DEFAULT),
				heard);
		for (int i = 0; i < 100; i++) {
			request.onNext("p" + i);
		}
		request.onCompleted();
		assertThat(heard.next()).startsWith("p0,p1,").endsWith("p99");
		assertThat(heard.next()).isEqualTo("end");
	}

	@Test
	void bothMayTalkInTurn() throws Exception {
		Heard heard = new Heard();
		StreamObserver<String> request = ClientCalls.asyncBidiStreamingCall(channel.newCall(BOTH, CallOptions.DEFAULT),
				heard);
		for (int i = 0; i < 5; i++) {
			request.onNext("word " + i);
			assertThat(heard.next()).isEqualTo("<word " + i + ">");
		}
		request.onCompleted();
		assertThat(heard.next()).isEqualTo("end");
	}

	@Test
	void aStreamMayEndInAnError() throws Exception {
		Heard heard = new Heard();
		StreamObserver<String> request = ClientCalls.asyncBidiStreamingCall(channel.newCall(BOTH, CallOptions.DEFAULT),
				heard);
		request.onNext("word");
		assertThat(heard.next()).isEqualTo("<word>");
		request.onNext("break");
		assertThat(heard.next()).isEqualTo("ABORTED broken");
	}

	@Test
	void aDeadlineGoesWithTheCallAndEndsIt() throws Exception {
		SEEN.clear();
		assertThatThrownBy(() -> ClientCalls.blockingUnaryCall(channel, UNARY,
				CallOptions.DEFAULT.withDeadlineAfter(2000, TimeUnit.MILLISECONDS), "wait"))
			.isInstanceOfSatisfying(StatusRuntimeException.class,
					(failure) -> assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED));
		assertThat(SEEN.poll(10, TimeUnit.SECONDS)).isEqualTo("deadline true");
		assertThat(SEEN.poll(10, TimeUnit.SECONDS)).isEqualTo("cancelled");
	}

	@Test
	void aClientThatGivesUpIsHeardByTheServer() throws Exception {
		SEEN.clear();
		Heard heard = new Heard();
		var call = channel.newCall(UNARY, CallOptions.DEFAULT);
		ClientCalls.asyncUnaryCall(call, "wait", heard);
		assertThat(SEEN.poll(10, TimeUnit.SECONDS)).isEqualTo("deadline false");
		call.cancel("enough", null);
		assertThat(SEEN.poll(10, TimeUnit.SECONDS)).isEqualTo("cancelled");
	}

	@Test
	void metadataGoesBothWays() {
		Metadata sent = new Metadata();
		sent.put(Metadata.Key.of("x-tenant", Metadata.ASCII_STRING_MARSHALLER), "t1");
		assertThat(ClientCalls.blockingUnaryCall(
				io.grpc.ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(sent)), UNARY,
				CallOptions.DEFAULT, "x"))
			.isEqualTo("x back");
	}

	@Test
	void manyCallsShareTheConnections() throws Exception {
		int calls = 200;
		CountDownLatch done = new CountDownLatch(calls);
		Heard heard = new Heard() {
			@Override
			public void onCompleted() {
				done.countDown();
			}
		};
		for (int i = 0; i < calls; i++) {
			ClientCalls.asyncUnaryCall(channel.newCall(UNARY, CallOptions.DEFAULT), "n" + i, heard);
		}
		assertThat(done.await(60, TimeUnit.SECONDS)).as("calls left of which some failed: " + heard.heard).isTrue();
	}

	/**
	 * Notes what arrives.
	 */
	private static class Heard implements StreamObserver<String> {

		private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

		String next() throws InterruptedException {
			String next = this.heard.poll(10, TimeUnit.SECONDS);
			assertThat(next).as("something heard").isNotNull();
			return next;
		}

		@Override
		public void onNext(String part) {
			this.heard.add(part);
		}

		@Override
		public void onError(Throwable failure) {
			Status status = Status.fromThrowable(failure);
			this.heard.add(status.getCode() + " " + status.getDescription());
		}

		@Override
		public void onCompleted() {
			this.heard.add("end");
		}

	}

	private record Collected(java.util.function.Consumer<String> each, Runnable end) implements StreamObserver<String> {

		@Override
		public void onNext(String part) {
			this.each.accept(part);
		}

		@Override
		public void onError(Throwable failure) {
			SEEN.add("error " + Status.fromThrowable(failure).getCode());
		}

		@Override
		public void onCompleted() {
			this.end.run();
		}

	}

	private static final class Text implements MethodDescriptor.Marshaller<String> {

		@Override
		public InputStream stream(String value) {
			return new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_8));
		}

		@Override
		public String parse(InputStream stream) {
			try {
				return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
