package io.selvage.gateway.dryrun;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.ListHeaders;
import io.selvage.gateway.context.MessageBody;
import io.selvage.gateway.context.MessageUrl;
import org.jspecify.annotations.Nullable;

/**
 * A request to try documents with, and what backends would answer.
 *
 * @param request the request
 * @param answers what the calls are answered, in order; the last one is repeated; none:
 * 200 without a body
 */
public record SampleRequest(GatewayRequest request, List<DryAnswer> answers) {

	/**
	 * Creates a sample.
	 * @param method the method
	 * @param url an absolute URL
	 * @param headers header lines such as {@code Accept: text/plain}
	 * @param body the body, or null
	 * @param answers answers such as {@code 503} or {@code 200 {"a":1}}; a body that
	 * begins with a brace or bracket is JSON; {@code refused}: nobody listens
	 * @return the sample
	 * @throws IllegalArgumentException if one of them is malformed, with what would be
	 * right
	 */
	public static SampleRequest of(String method, String url, List<String> headers, @Nullable String body,
			List<String> answers) {
		ListHeaders lines = new ListHeaders();
		for (String header : headers) {
			int colon = header.indexOf(':');
			if (colon < 1) {
				throw new IllegalArgumentException("'" + header + "' is no header line: expected 'Name: value'");
			}
			lines.add(header.substring(0, colon).strip(), header.substring(colon + 1).strip());
		}
		MessageBody content = (body != null) ? MessageBody.of(body.getBytes(StandardCharsets.UTF_8)) : null;
		List<DryAnswer> replies = new ArrayList<>();
		answers.forEach((answer) -> replies.add(answer(answer)));
		return new SampleRequest(new GatewayRequest(method, MessageUrl.parse(url), lines, content, "127.0.0.1"),
				replies);
	}

	private static DryAnswer answer(String text) {
		if (text.equals("refused")) {
			return new DryAnswer.Refused();
		}
		int blank = text.indexOf(' ');
		String status = (blank < 0) ? text : text.substring(0, blank);
		String body = (blank < 0) ? "" : text.substring(blank + 1);
		if (!status.matches("[1-9][0-9]{2}")) {
			throw new IllegalArgumentException(
					"'" + text + "' is no answer: expected a status and a body such as '200 {\"a\":1}', or 'refused'");
		}
		ListHeaders headers = new ListHeaders();
		if (body.startsWith("{") || body.startsWith("[")) {
			headers.add("Content-Type", "application/json");
		}
		return new DryAnswer.Response(Integer.parseInt(status), "", headers, body.getBytes(StandardCharsets.UTF_8),
				Duration.ZERO);
	}

}
