package io.selvage.leaks;

import java.util.Optional;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

class LeakGateTests {

	@Test
	void aBufferNobodyReleasedFailsTheClass() throws InterruptedException {
		forget();
		for (int i = 0; i < 100 && RecordingLeakDetector.reports().isEmpty(); i++) {
			System.gc();
			Thread.sleep(10);
			ByteBufAllocator.DEFAULT.buffer(1).release();
		}
		ExtensionContext context = mock();
		when(context.getParent()).thenReturn(Optional.empty());
		assertThatThrownBy(() -> new LeakGate().afterAll(context)).isInstanceOf(AssertionError.class)
			.hasMessageContaining("LEAK")
			.hasMessageContaining("forget");
		assertThat(RecordingLeakDetector.reports()).isEmpty();
	}

	@Test
	void aBufferThatWasReleasedIsNotReported() {
		ByteBuf buffer = ByteBufAllocator.DEFAULT.buffer(16);
		buffer.release();
		System.gc();
		ByteBufAllocator.DEFAULT.buffer(1).release();
		assertThat(RecordingLeakDetector.reports()).isEmpty();
	}

	private static void forget() {
		ByteBufAllocator.DEFAULT.buffer(16).touch("forget");
	}

}
