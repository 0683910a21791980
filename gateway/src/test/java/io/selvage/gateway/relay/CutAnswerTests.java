package io.selvage.gateway.relay;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import io.selvage.gateway.Measured;
import io.selvage.gateway.TestGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ten thousand answers that break off, at every place: none of them may look whole, and
 * none may spoil another.
 */
@ExtendWith(OutputCaptureExtension.class)
class CutAnswerTests {

	private static final int EACH = 1325;

	/**
	 * One answer of so many is whole, so that the clients are known to see whole ones.
	 */
	private static final int WHOLE = 25;

	private static CuttingBackend backend;

	private static TestGateway gateway;

	@BeforeAll
	static void start() throws IOException {
		backend = new CuttingBackend();
		gateway = TestGateway.start("server.http2.enabled=true", "logging.level.io.selvage=ERROR");
		gateway.api("cut", "cut", "http://127.0.0.1:" + backend.port(), null);
	}

	@AfterAll
	static void stop() throws IOException {
		gateway.close();
		backend.close();
	}

	@ParameterizedTest
	@CsvSource({ "HTTP_1_1,length,rst", "HTTP_1_1,length,fin", "HTTP_1_1,chunked,rst", "HTTP_1_1,chunked,fin",
			"HTTP_2,length,rst", "HTTP_2,length,fin", "HTTP_2,chunked,rst", "HTTP_2,chunked,fin" })
	void anAnswerThatBreaksOffNeverLooksWhole(HttpClient.Version version, String framing, String ending,
			CapturedOutput output) throws InterruptedException {
		HttpClient client = HttpClient.newBuilder().version(version).build();
		Counts counts = new Counts();
		Semaphore atOnce = new Semaphore(16);
		int wire = CuttingBackend.wire(framing).length;
		for (int i = 0; i < EACH; i++) {
			boolean whole = i % WHOLE == 0;
			int sent = whole ? wire : i % wire;
			HttpRequest request = HttpRequest.newBuilder(gateway.uri("/cut/" + framing + "/" + ending + "/" + sent))
				.timeout(Duration.ofSeconds(30))
				.build();
			atOnce.acquire();
			CompletableFuture<?> answer = client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
				.handle((response, failure) -> counts.add(whole, response, failure));
			answer.whenComplete((done, failure) -> atOnce.release());
		}
		atOnce.acquire(16);

		assertThat(counts.falselyComplete).hasValue(0);
		assertThat(counts.late).hasValue(0);
		assertThat(counts.whole).hasValue(EACH / WHOLE);
		assertThat(counts.cut.get()).isEqualTo(EACH - EACH / WHOLE);
		assertThat(output).doesNotContain("onErrorDropped");
		Measured.figure("R3", version + " " + framing + " " + ending + ": " + counts.falselyComplete + " of "
				+ counts.cut + " cut answers taken for complete");
	}

	/**
	 * What clients saw.
	 */
	private static final class Counts {

		final AtomicInteger falselyComplete = new AtomicInteger();

		final AtomicInteger cut = new AtomicInteger();

		final AtomicInteger whole = new AtomicInteger();

		final AtomicInteger late = new AtomicInteger();

		Void add(boolean expectedWhole, HttpResponse<byte[]> response, Throwable failure) {
			boolean complete = failure == null && response.statusCode() == 200;
			boolean right = complete && Arrays.equals(response.body(), CuttingBackend.CONTENT);
			if (failure instanceof java.net.http.HttpTimeoutException
					|| (failure != null && failure.getCause() instanceof java.net.http.HttpTimeoutException)) {
				this.late.incrementAndGet();
			}
			if (expectedWhole) {
				(right ? this.whole : this.falselyComplete).incrementAndGet();
			}
			else {
				this.cut.incrementAndGet();
				if (complete) {
					this.falselyComplete.incrementAndGet();
				}
			}
			return null;
		}

	}

}
