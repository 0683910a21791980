package io.selvage.reliability.load;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A client that sends a large body and reads the first line of the answer.
 */
public final class BigUpload {

	private static final byte[] BLOCK = new byte[65536];

	private BigUpload() {
	}

	/**
	 * Sends a POST.
	 * @param port where to, on this machine
	 * @param path its path
	 * @param length the length of its body in bytes, a multiple of 65536
	 * @return the first line of the answer, and its last
	 */
	public static String post(int port, String path, long length) {
		try (Socket socket = new Socket("127.0.0.1", port)) {
			socket.setSoTimeout(60_000);
			OutputStream out = socket.getOutputStream();
			out.write(("POST " + path + " HTTP/1.1\r\nHost: gateway.example\r\nConnection: close\r\nContent-Length: "
					+ length + "\r\n\r\n")
				.getBytes(StandardCharsets.US_ASCII));
			for (long sent = 0; sent < length; sent += BLOCK.length) {
				out.write(BLOCK);
			}
			out.flush();
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
			return answer.isEmpty() ? "no answer"
					: answer.lines().findFirst().orElse("") + " ... " + answer.substring(answer.lastIndexOf('\n') + 1);
		}
		catch (IOException broken) {
			return "broken: " + broken.getMessage();
		}
	}

}
