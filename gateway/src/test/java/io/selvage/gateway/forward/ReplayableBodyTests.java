package io.selvage.gateway.forward;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.util.concurrent.ImmediateEventExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.test.publisher.TestPublisher;

import static org.assertj.core.api.Assertions.assertThat;

class ReplayableBodyTests {

	private final TestPublisher<ByteBuf> source = TestPublisher.create();

	private final List<ByteBuf> sent = new ArrayList<>();

	private ReplayableBody body(long limit) {
		return new ReplayableBody(ImmediateEventExecutor.INSTANCE, this.source.flux(), () -> EmptyHttpHeaders.INSTANCE,
				limit);
	}

	private void send(String text) {
		ByteBuf part = Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
		this.sent.add(part);
		this.source.next(part);
		part.release();
	}

	@AfterEach
	void everyBufferIsReleased() {
		assertThat(this.sent).allSatisfy((part) -> assertThat(part.refCnt()).isZero());
	}

	@Test
	void aSecondAttemptGetsWhatTheFirstGotAndTheRest() {
		ReplayableBody body = body(100);
		Reader first = new Reader(body.attempt());
		first.request(10);
		send("one ");
		send("two ");
		first.cancel();
		assertThat(body.resendable()).isTrue();
		Reader second = new Reader(body.attempt());
		second.request(10);
		send("three");
		this.source.complete();
		assertThat(first.text).hasToString("one two ");
		assertThat(second.text).hasToString("one two three");
		assertThat(second.completed).isTrue();
		body.close();
	}

	@Test
	void aWholeBodyIsReplayedWithoutItsSource() {
		ReplayableBody body = body(100);
		Reader first = new Reader(body.attempt());
		first.request(10);
		send("all");
		this.source.complete();
		Reader second = new Reader(body.attempt());
		second.request(10);
		assertThat(second.text).hasToString("all");
		assertThat(second.completed).isTrue();
		body.close();
	}

	@Test
	void nothingIsRequestedAheadOfDemand() {
		ReplayableBody body = body(100);
		Reader first = new Reader(body.attempt());
		this.source.assertMinRequested(0);
		first.request(1);
		this.source.assertMinRequested(1);
		first.cancel();
		body.close();
	}

	@Test
	void aboveTheLimitTheAttemptStreamsOnAndTheNextIsRefused() {
		ReplayableBody body = body(5);
		Reader first = new Reader(body.attempt());
		first.request(10);
		send("1234");
		send("56789");
		send("x");
		assertThat(body.resendable()).isFalse();
		this.source.complete();
		assertThat(first.text).hasToString("123456789x");
		assertThat(first.completed).isTrue();
		Reader second = new Reader(body.attempt());
		assertThat(second.failure).hasMessageContaining("cannot be sent again");
		body.close();
	}

	@Test
	void closingReleasesWhatWasKept() {
		ReplayableBody body = body(100);
		Reader first = new Reader(body.attempt());
		first.request(10);
		send("kept");
		assertThat(this.sent.get(0).refCnt()).isPositive();
		body.close();
		this.source.assertCancelled();
		first.cancel();
	}

	@Test
	void theFailureOfTheClientReachesTheAttempt() {
		ReplayableBody body = body(100);
		Reader first = new Reader(body.attempt());
		first.request(10);
		send("half");
		this.source.error(new IllegalStateException("client gone"));
		assertThat(first.failure).hasMessage("client gone");
		body.close();
	}

	/**
	 * An attempt that asks for as much as a test says.
	 */
	private static final class Reader extends BaseSubscriber<ByteBuf> {

		private final StringBuilder text = new StringBuilder();

		private boolean completed;

		private Throwable failure;

		Reader(Flux<ByteBuf> source) {
			source.subscribe(this);
		}

		@Override
		protected void hookOnSubscribe(Subscription subscription) {
			// tests request
		}

		@Override
		protected void hookOnNext(ByteBuf part) {
			this.text.append(part.toString(StandardCharsets.UTF_8));
			part.release();
		}

		@Override
		protected void hookOnComplete() {
			this.completed = true;
		}

		@Override
		protected void hookOnError(Throwable thrown) {
			this.failure = thrown;
		}

	}

}
