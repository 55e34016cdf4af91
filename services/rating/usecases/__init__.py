"""One function a request, event or run step; one visible transaction each."""
