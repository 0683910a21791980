package io.selvage.gateway.relay;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;

/**
 * A service of grpc-java with a method of each kind, and the descriptions by which it is
 * called.
 */
final class TalkService {

	private static final String SERVICE = "selvage.Talk";

	static final MethodDescriptor<String, String> UNARY = method(MethodDescriptor.MethodType.UNARY, "Unary");

	static final MethodDescriptor<String, String> DOWN = method(MethodDescriptor.MethodType.SERVER_STREAMING, "Down");

	static final MethodDescriptor<String, String> UP = method(MethodDescriptor.MethodType.CLIENT_STREAMING, "Up");

	static final MethodDescriptor<String, String> BOTH = method(MethodDescriptor.MethodType.BIDI_STREAMING, "Both");

	private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

	ServerServiceDefinition definition() {
		return ServerServiceDefinition.builder(SERVICE)
			.addMethod(UNARY, ServerCalls.asyncUnaryCall(this::unary))
			.addMethod(DOWN, ServerCalls.asyncServerStreamingCall(this::down))
			.addMethod(UP, ServerCalls.asyncClientStreamingCall(this::up))
			.addMethod(BOTH, ServerCalls.asyncBidiStreamingCall(this::both))
			.build();
	}

	/**
	 * What the server noted of its calls.
	 */
	BlockingQueue<String> seen() {
		return this.seen;
	}

	static MethodDescriptor<String, String> method(MethodDescriptor.MethodType type, String name) {
		MethodDescriptor.Marshaller<String> text = new Text();
		return MethodDescriptor.newBuilder(text, text)
			.setType(type)
			.setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
			.build();
	}

	private void unary(String request, StreamObserver<String> answer) {
		if (request.startsWith("fail")) {
			Metadata trailers = new Metadata();
			trailers.put(Metadata.Key.of("why-bin", Metadata.BINARY_BYTE_MARSHALLER), new byte[] { 1, 2, 3 });
			answer.onError(Status.FAILED_PRECONDITION.withDescription("not today: ä").asRuntimeException(trailers));
			return;
		}
		if (request.startsWith("wait")) {
			Context.current().addListener((context) -> this.seen.add("cancelled"), Runnable::run);
			this.seen.add("deadline " + (Context.current().getDeadline() != null));
			return;
		}
		answer.onNext(request + " back");
		answer.onCompleted();
	}

	private void down(String request, StreamObserver<String> answer) {
		int count = Integer.parseInt(request);
		for (int i = 0; i < count; i++) {
			answer.onNext("part " + i);
		}
		answer.onCompleted();
	}

	private StreamObserver<String> up(StreamObserver<String> answer) {
		List<String> all = new ArrayList<>();
		return new Collected(this.seen, all::add, () -> {
			answer.onNext(String.join(",", all));
			answer.onCompleted();
		});
	}

	private StreamObserver<String> both(StreamObserver<String> answer) {
		return new Collected(this.seen, (part) -> {
			if (part.equals("break")) {
				answer.onError(Status.ABORTED.withDescription("broken").asRuntimeException());
			}
			else {
				answer.onNext("<" + part + ">");
			}
		}, answer::onCompleted);
	}

	private record Collected(Queue<String> seen, Consumer<String> each,
			Runnable end) implements StreamObserver<String> {

		@Override
		public void onNext(String part) {
			this.each.accept(part);
		}

		@Override
		public void onError(Throwable failure) {
			this.seen.add("error " + Status.fromThrowable(failure).getCode());
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
