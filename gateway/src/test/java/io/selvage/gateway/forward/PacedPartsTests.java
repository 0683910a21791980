package io.selvage.gateway.forward;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.test.publisher.TestPublisher;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A body is asked for part by part, and only while its connection has room.
 */
class PacedPartsTests {

	private final EmbeddedChannel channel = new EmbeddedChannel();

	private final TestPublisher<ByteBuf> source = TestPublisher.create();

	private final List<String> written = new ArrayList<>();

	private final List<Long> requests = new ArrayList<>();

	private final BaseSubscriber<ByteBuf> writer = new BaseSubscriber<>() {

		@Override
		protected void hookOnSubscribe(Subscription subscription) {
			subscription.request(256);
		}

		@Override
		protected void hookOnNext(ByteBuf part) {
			PacedPartsTests.this.written.add(part.toString(StandardCharsets.US_ASCII));
		}

	};

	@AfterEach
	void close() {
		this.channel.finishAndReleaseAll();
	}

	private void subscribe() {
		PacedParts.to(this.channel, this.source.flux().doOnRequest(this.requests::add)).subscribe(this.writer);
	}

	private void part(String text) {
		this.source.next(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
		this.channel.runPendingTasks();
	}

	private void room(boolean there) {
		this.channel.unsafe().outboundBuffer().setUserDefinedWritability(1, there);
		this.channel.runPendingTasks();
	}

	@Test
	void oneIsAskedForAtATimeThoughTheWriterAsksForMany() {
		subscribe();
		assertThat(this.requests).containsExactly(1L);
		part("a");
		part("b");
		assertThat(this.requests).containsExactly(1L, 1L, 1L);
		assertThat(this.written).containsExactly("a", "b");
	}

	@Test
	void noneIsAskedForWhileTheConnectionHasNoRoomAndTheNextOnceItHas() {
		room(false);
		subscribe();
		assertThat(this.requests).isEmpty();
		room(true);
		assertThat(this.requests).containsExactly(1L);
		room(false);
		part("a");
		assertThat(this.requests).containsExactly(1L);
		room(true);
		room(true);
		assertThat(this.requests).containsExactly(1L, 1L);
	}

	@Test
	void whoWritesHearsOfTheEndOfTheConnection() {
		room(false);
		subscribe();
		this.channel.close();
		this.channel.runPendingTasks();
		assertThat(this.requests).containsExactly(1L);
	}

	@Test
	void theConnectionIsLeftAsItWas() {
		int before = this.channel.pipeline().names().size();
		subscribe();
		part("a");
		this.source.complete();
		this.channel.runPendingTasks();
		assertThat(this.channel.pipeline().names()).hasSize(before);
		assertThat(this.writer.isDisposed()).isTrue();
	}

	@Test
	void whoWritesNoMoreEndsTheSource() {
		subscribe();
		this.writer.cancel();
		this.source.assertCancelled();
	}

}
