package io.selvage.gateway.policy.store.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.codec.Base16;
import reactor.core.publisher.Mono;

/**
 * A Lua script, which Redis runs as one step. It is sent by its hash; its text follows if
 * the server does not know it, for example after a restart.
 */
final class RedisScript {

	private final String text;

	private final String hash;

	RedisScript(String text) {
		this.text = text;
		this.hash = Base16.digest(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Runs the script.
	 * @param link the connection
	 * @param key the key it works on
	 * @param arguments whole numbers
	 * @return the whole numbers it returns
	 */
	Mono<List<Long>> run(RedisLink link, String key, long... arguments) {
		String[] keys = { link.key(key) };
		byte[][] values = new byte[arguments.length][];
		for (int i = 0; i < arguments.length; i++) {
			values[i] = Long.toString(arguments[i]).getBytes(StandardCharsets.US_ASCII);
		}
		return link.<List<Long>>send((commands) -> commands.evalsha(this.hash, ScriptOutputType.MULTI, keys, values))
			.onErrorResume(RedisNoScriptException.class, (unknown) -> link
				.send((commands) -> commands.eval(this.text, ScriptOutputType.MULTI, keys, values)));
	}

}
