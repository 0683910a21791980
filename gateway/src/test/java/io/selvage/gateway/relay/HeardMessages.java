package io.selvage.gateway.relay;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Notes what arrives of a call.
 */
class HeardMessages implements StreamObserver<String> {

	final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

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
