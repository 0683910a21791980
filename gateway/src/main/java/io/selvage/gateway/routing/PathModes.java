package io.selvage.gateway.routing;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.selvage.gateway.context.MessageHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Finds operations for paths in the mode each API has. A path that every mode reads alike
 * is looked up once.
 */
public final class PathModes {

	private final PathMode usual;

	private final Map<String, PathMode> byApi = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	private final Set<PathMode> lenient = EnumSet.noneOf(PathMode.class);

	/**
	 * Creates the modes.
	 * @param usual the mode of APIs that are not named
	 * @param byApi by resource name of the API
	 */
	public PathModes(PathMode usual, Map<String, PathMode> byApi) {
		this.usual = usual;
		this.byApi.putAll(byApi);
		this.lenient.add(usual);
		this.lenient.addAll(byApi.values());
		this.lenient.remove(PathMode.STRICT);
	}

	private PathMode of(OperationMatch<RouteEntry> match) {
		RouteEntry entry = null;
		if (match instanceof OperationMatch.Found<RouteEntry> found) {
			entry = found.value();
		}
		else if (match instanceof OperationMatch.NoOperation<RouteEntry> none) {
			entry = none.value();
		}
		return (entry != null) ? this.byApi.getOrDefault(entry.api().id(), this.usual) : PathMode.STRICT;
	}

	/**
	 * Finds the operation of a request.
	 * @param index where to look
	 * @param method the method
	 * @param rawPath the path as it was received
	 * @param rawQuery the query, percent-encoded, or null
	 * @param headers the header lines, for versions named there
	 * @return what was found, with the path to match and to forward
	 * @throws PathException if the path is malformed, or ambiguous for an API that does
	 * not accept that
	 */
	public Located locate(OperationIndex<RouteEntry> index, String method, String rawPath, @Nullable String rawQuery,
			MessageHeaders headers) {
		PathException refusal = null;
		Located strict = null;
		try {
			RequestPath path = PathMode.STRICT.read(rawPath);
			strict = new Located(path, index.find(method, path.matched(), rawQuery, headers));
			if (this.lenient.isEmpty() || (path.forwarded().equals(rawPath) && !rawPath.contains("//"))) {
				return strict;
			}
		}
		catch (PathException ex) {
			refusal = ex;
		}
		for (PathMode mode : this.lenient) {
			Located located = in(mode, index, method, rawPath, rawQuery, headers);
			if (located != null) {
				return located;
			}
		}
		if (strict != null) {
			return strict;
		}
		throw (refusal != null) ? refusal : new PathException("the path is not accepted");
	}

	private @Nullable Located in(PathMode mode, OperationIndex<RouteEntry> index, String method, String rawPath,
			@Nullable String rawQuery, MessageHeaders headers) {
		try {
			RequestPath path = mode.read(rawPath);
			OperationMatch<RouteEntry> match = index.find(method, path.matched(), rawQuery, headers);
			return (of(match) == mode) ? new Located(path, match) : null;
		}
		catch (PathException ex) {
			return null;
		}
	}

	/**
	 * An operation and the path it was found by.
	 *
	 * @param path the path
	 * @param match what was found
	 */
	public record Located(RequestPath path, OperationMatch<RouteEntry> match) {
	}

}
