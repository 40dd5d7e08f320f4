-- editors/neovim/softlaw.lua - agreements in Neovim 0.7 and later: `softlaw lsp` for Markdown files
-- that begin as agreements do
--
--     dofile("/path/to/softlaw/editors/neovim/softlaw.lua").setup()
--
-- in init.lua. Options: cmd (the program and its words), on_attach.
local M = {}

-- An agreement begins with front matter that names the format.
local function is_agreement(buffer)
  local lines = vim.api.nvim_buf_get_lines(buffer, 0, 20, false)
  if lines[1] ~= "---" then return false end
  for _, line in ipairs(lines) do
    if line:match("^softlaw:") then return true end
  end
  return false
end

function M.start(buffer, options)
  if not is_agreement(buffer) then return end
  local client = M.client
  if not client or vim.lsp.client_is_stopped(client) then
    client = vim.lsp.start_client({
      name = "softlaw",
      cmd = options.cmd or { "softlaw", "lsp" },
      root_dir = vim.fn.getcwd(),
      on_attach = options.on_attach,
    })
    M.client = client
  end
  if client then vim.lsp.buf_attach_client(buffer, client) end
end

function M.setup(options)
  options = options or {}
  vim.api.nvim_create_autocmd("FileType", {
    pattern = "markdown",
    callback = function(event) M.start(event.buf, options) end,
  })
end

return M
