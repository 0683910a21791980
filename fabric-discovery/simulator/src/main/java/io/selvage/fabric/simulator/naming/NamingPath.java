package io.selvage.fabric.simulator.naming;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

import org.jspecify.annotations.Nullable;

/**
 * A request path taken apart: collections separated by {@code /$/}, each with or without
 * an id. An id may hold slashes.
 *
 * @param segments the collections in order
 */
record NamingPath(List<Segment> segments) {

	/**
	 * One collection.
	 *
	 * @param collection its name, or that of a verb
	 * @param id the id as sent, or {@code null}
	 */
	record Segment(String collection, @Nullable String id) {
	}

	/**
	 * Takes a path apart and brings it to its short form: services and partitions named
	 * with everything above them are the same as named alone.
	 */
	static NamingPath parse(String rawPath) {
		String path = rawPath;
		while (path.length() > 1 && path.endsWith("/")) {
			path = path.substring(0, path.length() - 1);
		}
		List<Segment> segments = new ArrayList<>();
		for (String part : path.substring(Math.min(1, path.length())).split("/\\$/|^\\$/", -1)) {
			int slash = part.indexOf('/');
			segments.add((slash < 0) ? new Segment(part, null)
					: new Segment(part.substring(0, slash), part.substring(slash + 1)));
		}
		shorten(segments, "Applications", "GetServices", "Services");
		shorten(segments, "Services", "GetPartitions", "Partitions");
		return new NamingPath(List.copyOf(segments));
	}

	/** A service alone keeps its application, whose existence decides the answer. */
	private static void shorten(List<Segment> segments, String outer, String inner, String alone) {
		if (segments.size() < 2) {
			return;
		}
		Segment second = segments.get(1);
		boolean below = segments.size() > 2 || alone.equals("Partitions");
		if (below && segments.get(0).collection().equals(outer) && segments.get(0).id() != null
				&& second.collection().equals(inner) && second.id() != null) {
			segments.remove(0);
			segments.set(0, new Segment(alone, second.id()));
		}
	}

	String shape() {
		StringJoiner shape = new StringJoiner("/");
		this.segments.forEach((segment) -> shape.add(segment.collection() + ((segment.id() != null) ? "/*" : "")));
		return shape.toString();
	}

	/**
	 * Returns the id of a collection, unescaped once.
	 */
	String id(int index) {
		String raw = this.segments.get(index).id();
		if (raw == null) {
			throw new IllegalStateException("the shape promises an id");
		}
		try {
			return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw new FabricError.Exception(FabricError.INVALID_NAME_URI);
		}
	}

	/**
	 * Returns the Service Fabric name an id stands for: a tilde is a slash.
	 */
	String name(int index) {
		String id = id(index).replace('~', '/');
		if (id.isEmpty() || id.startsWith("/") || id.endsWith("/") || id.contains("//")
				|| id.matches(".*[?\\[\\]<>\\\\^%|$].*")) {
			throw new FabricError.Exception(FabricError.INVALID_NAME_URI);
		}
		return "fabric:/" + id;
	}

}
