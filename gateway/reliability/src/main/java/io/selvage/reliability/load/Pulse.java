package io.selvage.reliability.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.selvage.reliability.process.Pause;

/**
 * Asks for a page again and again, one at a time, and notes how long each answer takes.
 */
public final class Pulse implements AutoCloseable {

	private static final int STEP_MILLIS = 50;

	private final HttpClient client = HttpClient.newHttpClient();

	private final List<Double> millis = Collections.synchronizedList(new ArrayList<>());

	private final Thread thread;

	private volatile boolean running = true;

	private Pulse(URI page) {
		HttpRequest request = HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(10)).build();
		this.thread = new Thread(() -> {
			while (this.running) {
				ask(request);
				Pause.millis(STEP_MILLIS);
			}
		}, "pulse");
		this.thread.setDaemon(true);
	}

	/**
	 * Begins to ask.
	 * @param port where, on this machine
	 * @param path the page
	 * @return the pulse, to be closed
	 */
	public static Pulse start(int port, String path) {
		Pulse pulse = new Pulse(URI.create("http://127.0.0.1:" + port + path));
		pulse.thread.start();
		return pulse;
	}

	private void ask(HttpRequest request) {
		long begun = System.nanoTime();
		try {
			int status = this.client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
			this.millis.add((status == 200) ? (System.nanoTime() - begun) / 1e6 : Double.POSITIVE_INFINITY);
		}
		catch (IOException broken) {
			this.millis.add(Double.POSITIVE_INFINITY);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Returns how long the slowest answer took.
	 * @return ms; infinite if there was none, or one was not 200
	 */
	public double slowest() {
		return this.millis.stream().mapToDouble(Double::doubleValue).max().orElse(Double.POSITIVE_INFINITY);
	}

	@Override
	public void close() {
		this.running = false;
	}

}
