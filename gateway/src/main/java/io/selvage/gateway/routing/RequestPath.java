package io.selvage.gateway.routing;

/**
 * The path of a request, in the form it is matched in and the form it is forwarded in.
 * Both have the same segments: what the route table decided about is what the backend
 * gets.
 *
 * @param forwarded percent-encoded as the backend receives it
 * @param matched the same with no percent-encoding where the character itself could
 * stand, apart from the semicolon; usually the same object
 */
public record RequestPath(String forwarded, String matched) {

	/**
	 * Returns the part of the forwarded path that belongs to a part of the matched one.
	 * @param relative the end of the matched path, beginning with a slash or empty; if a
	 * revision was named behind it, without that
	 * @return the same segments as they are forwarded
	 */
	public String forwarded(String relative) {
		if (this.forwarded.equals(this.matched)) {
			return relative;
		}
		int end = this.forwarded.length();
		if (!this.matched.endsWith(relative)) {
			end = this.forwarded.lastIndexOf(';');
		}
		int start = end;
		for (int slashes = (int) relative.chars().filter((next) -> next == '/').count(); slashes > 0; slashes--) {
			start = this.forwarded.lastIndexOf('/', start - 1);
		}
		return this.forwarded.substring(start, end);
	}

}
