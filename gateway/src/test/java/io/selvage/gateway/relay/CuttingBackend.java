package io.selvage.gateway.relay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A backend that breaks off within its answers: {@code /framing/ending/bytes}, where the
 * framing is {@code length} or {@code chunked}, the ending {@code fin} or {@code rst},
 * and so many bytes of the body, its chunk lines included, are sent. With as many bytes
 * as the body has, the answer is whole.
 */
final class CuttingBackend implements AutoCloseable {

	/** What a whole answer holds. */
	static final byte[] CONTENT = content();

	private static final int CHUNK = 100;

	private final ServerSocket server = new ServerSocket(0, 500, InetAddress.getByName("127.0.0.1"));

	private final ExecutorService threads = Executors.newCachedThreadPool();

	CuttingBackend() throws IOException {
		this.threads.execute(this::accept);
	}

	private static byte[] content() {
		byte[] content = new byte[1000];
		for (int i = 0; i < content.length; i++) {
			content[i] = (byte) ('a' + i * 7 % 26);
		}
		return content;
	}

	/**
	 * Returns the body as it goes over the wire.
	 * @param framing {@code length} or {@code chunked}
	 * @return its bytes
	 */
	static byte[] wire(String framing) {
		if (framing.equals("length")) {
			return CONTENT;
		}
		ByteArrayOutputStream wire = new ByteArrayOutputStream();
		for (int at = 0; at < CONTENT.length; at += CHUNK) {
			wire.writeBytes(ascii(Integer.toHexString(CHUNK) + "\r\n"));
			wire.write(CONTENT, at, CHUNK);
			wire.writeBytes(ascii("\r\n"));
		}
		wire.writeBytes(ascii("0\r\n\r\n"));
		return wire.toByteArray();
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	int port() {
		return this.server.getLocalPort();
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				Socket client = this.server.accept();
				this.threads.execute(() -> answer(client));
			}
			catch (IOException closed) {
				return;
			}
		}
	}

	private static void answer(Socket client) {
		try (client) {
			client.setTcpNoDelay(true);
			String head = head(client.getInputStream());
			while (!head.isEmpty()) {
				String[] asked = head.split(" ")[1].split("/");
				int at = asked.length - 3;
				byte[] body = wire(asked[at]);
				int sent = Integer.parseInt(asked[at + 2]);
				client.getOutputStream()
					.write(ascii("HTTP/1.1 200 OK\r\n" + (asked[at].equals("length")
							? "Content-Length: " + CONTENT.length : "Transfer-Encoding: chunked") + "\r\n\r\n"));
				client.getOutputStream().write(Arrays.copyOf(body, sent));
				client.getOutputStream().flush();
				if (sent < body.length) {
					if (asked[at + 1].equals("rst")) {
						client.setSoLinger(true, 0);
					}
					return;
				}
				head = head(client.getInputStream());
			}
		}
		catch (IOException gone) {
			// The gateway went away.
		}
	}

	private static String head(InputStream in) throws IOException {
		StringBuilder head = new StringBuilder();
		int next = in.read();
		while (next >= 0) {
			head.append((char) next);
			if (head.length() >= 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
				return head.toString();
			}
			next = in.read();
		}
		return "";
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		this.threads.shutdownNow();
	}

}
