package io.selvage.gateway.target.pool;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.GatewayResponse;
import org.jspecify.annotations.Nullable;

/**
 * The cookie that keeps a client at one member of a pool. Its value is a digest of pool
 * and member: the same in every gateway and after every restart, and silent about the
 * names of backends.
 */
final class AffinityCookie {

	private static final int TOKEN_BYTES = 12;

	private final String name;

	private final String[] tokens;

	AffinityCookie(String name, String poolId, List<PoolMember> members) {
		this.name = name;
		this.tokens = members.stream().map((member) -> token(poolId, member.id())).toArray(String[]::new);
	}

	private static String token(String poolId, String memberId) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256")
				.digest((poolId + '\n' + memberId).getBytes(StandardCharsets.UTF_8));
			byte[] start = java.util.Arrays.copyOf(digest, TOKEN_BYTES);
			return Base64.getUrlEncoder().withoutPadding().encodeToString(start);
		}
		catch (NoSuchAlgorithmException impossible) {
			throw new IllegalStateException(impossible);
		}
	}

	/**
	 * Returns the member a client was sent to before.
	 * @param request its request
	 * @return the index of the member, or {@link PoolMembers#NONE}
	 */
	int memberOf(GatewayRequest request) {
		if (!request.headers().contains("Cookie")) {
			return PoolMembers.NONE;
		}
		for (String line : request.headers().all("Cookie")) {
			String value = value(line);
			for (int i = 0; value != null && i < this.tokens.length; i++) {
				if (this.tokens[i].equals(value)) {
					return i;
				}
			}
		}
		return PoolMembers.NONE;
	}

	private @Nullable String value(String line) {
		int at = 0;
		while (at < line.length()) {
			int end = line.indexOf(';', at);
			end = (end < 0) ? line.length() : end;
			int equals = line.indexOf('=', at);
			if (equals > 0 && equals < end && line.substring(at, equals).trim().equals(this.name)) {
				return line.substring(equals + 1, end).trim();
			}
			at = end + 1;
		}
		return null;
	}

	/**
	 * Tells a client which member it was sent to.
	 * @param request its request
	 * @param response the answer for it
	 * @param member the index of the member
	 */
	void set(GatewayRequest request, GatewayResponse response, int member) {
		boolean secure = request.originalUrl().scheme().equalsIgnoreCase("https");
		response.headers()
			.add("Set-Cookie", this.name + "=" + this.tokens[member] + "; Path=/; HttpOnly; SameSite=Lax"
					+ (secure ? "; Secure" : ""));
	}

}
